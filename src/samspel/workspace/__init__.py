"""The workspace: what people say, what is driven, what was decided, who holds a post. The only place with a relational
database; web pages and commands call its plain functions.
"""
