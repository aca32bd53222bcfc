"""Timetables in the General Transit Feed Specification (GTFS Schedule) read into a `reach.network.Network`."""
