"""When may a person be called: windows in the local time of the person, and where that person may be."""
