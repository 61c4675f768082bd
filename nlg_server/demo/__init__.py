"""The embedded demo: the example assistant, replayed over HTTP in Rasa's own format."""
