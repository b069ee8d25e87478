"""Recognises in the text of an inquiry (an e-mail, a web form) who wants what: proposals, each with its place."""
