"""The first start: the school, then its class lists."""
