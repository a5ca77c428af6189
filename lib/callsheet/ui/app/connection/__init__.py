"""What happens on a page while the server does not answer."""
