"""Every sentence that a person reads. Facts come in, sentences go out; one module per kind.

- `issues`: what is wrong with a cell or a row, and what to do about it
- `refusals`: why a file or a mapping cannot be used
- `notes`: what the file reader found or repaired
- `api`: messages of the backend's responses
- `receipt`, `sending`: receipts and the states of a send
- `cli`: the command line
- `ui`: the screens of the app
- `format`: numbers and lists inside sentences
"""
