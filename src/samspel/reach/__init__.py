"""Travel times: so far the straight-line estimate of the way to emergency surgery; timetables and road maps come
here.
"""
