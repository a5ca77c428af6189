"""Every sentence a person reads, by code. One module a kind of sentence; facts come in, words go out.

- `issues`: what is wrong with a cell or a row
- `refusals`: why a file, or a mapping, cannot be taken
- `notes`: what the reader met or repaired
- `answers`: what the backend says on the wire
- `screens`: what the app says
- `terminal`: what the command line says
"""
