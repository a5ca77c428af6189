"""What is to be sent, where to, in which parts and when."""
