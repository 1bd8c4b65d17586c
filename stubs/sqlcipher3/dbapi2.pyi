# The module has the interface of the standard library's sqlite3.
from sqlite3 import *
from sqlite3.dbapi2 import *
