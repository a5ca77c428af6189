"""The commands of the person who hosts: keys, backups, checks, the record of who did what."""
