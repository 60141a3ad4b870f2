"""Pictures of parts from their solids: scenes, renderer, finishing. For development only, never in a request.

`scenes`, `finishing` and `words` run in the shop's environment; the scripts in `blender/` under Blender's Python
module, in one of their own (requirements-studio.txt). They exchange files. See docs/how-to/make-pictures.md.
"""
