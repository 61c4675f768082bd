"""Settings, read from the files a Rasa project already has. One file a block of settings."""
