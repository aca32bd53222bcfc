"""Municipal finance, income equalisation, input-output and what industry and welfare are to each other."""
