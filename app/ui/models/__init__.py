"""Tables and lists for Qt's views, made from frozen rows."""
