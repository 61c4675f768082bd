"""The server against rasa-sdk's action server: requests per second, tail latency, start-up."""
