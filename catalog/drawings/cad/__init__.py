"""Parts as solids: STEP for a construction, GLB to turn on the screen, both from the figures of the catalogue.

`bodies` says which body a part has, `store` where its files lie: the shop reads these two and needs nothing else.
Everything that builds (`blocks`, `motors`, `gearboxes`, `accessories`, `glb`, `step`, `building`) imports build123d
and is imported by commands only, never by a web process. See docs/how-to/make-solids.md.

Axes: shaft along +Z, mounting face in z = 0, body towards -Z, gravity along -Y. Lengths in mm.
"""
