"""The screen "Báo cáo": choosing, previewing and issuing a return."""
