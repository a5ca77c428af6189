"""HTTP around every route: middleware, authentication, errors, limits."""
