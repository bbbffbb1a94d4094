"""A small county and voices given in it, made by the product's own actions."""
