"""The screen of settings: the school, the window, and where everything lies."""
