"""The window: Qt Widgets over the services. It knows neither SQL, files nor rules."""
