"""All words, tables and pictures, a module a subject: from an answer to blocks."""
