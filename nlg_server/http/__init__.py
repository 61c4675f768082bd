"""HTTP: routes, limits, authentication, and no exception that gets out."""
