"""Pictures of parts from their solids: scenes, renderer, finishing. For development only, never in a request.

`render` and `looks` run under Blender's Python module in an environment of their own (requirements-studio.txt);
`scenes`, `finishing` and `words` run in the shop's. They exchange files. See docs/how-to/make-pictures.md.
"""
