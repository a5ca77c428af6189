"""`make scan`: secrets, licences, the files for containers and proxy, and known weaknesses of the dependencies."""
