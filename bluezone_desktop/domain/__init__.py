"""Words and rules of the school office: no Qt, no files, no SQL, no clock."""
