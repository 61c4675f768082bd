"""Real Rasa Open Source 3.6 against the real server: `make rasa-test`."""
