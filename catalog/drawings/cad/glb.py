"""Pieces as one small GLB (glTF 2.0): a node for each, its finish as a material.

glTF is Y up and in metres, so the part's own axes (gravity -Y, shaft +Z) need no turning. Positions are 16-bit and
normals 8-bit integers (KHR_mesh_quantization), which viewers read without a decoder. The CAD kernel's own export
writes one primitive for each face: ten times as many draws, and every finish is lost.
"""

import json
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from OCP.BRep import BRep_Tool
from OCP.BRepLib import BRepLib_ToolTriangulatedShape
from OCP.BRepMesh import BRepMesh_IncrementalMesh
from OCP.TopAbs import TopAbs_REVERSED
from OCP.TopLoc import TopLoc_Location

from catalog.drawings.cad.blocks import Piece, Shape
from catalog.drawings.cad.finishes import FINISHES

VERTICES, TRIANGLES = 34962, 34963  # buffer targets of glTF
BYTE, USHORT, UINT, FLOAT = 5120, 5123, 5125, 5126  # and its component types
METRES = 0.001


class Mesh:
    """Triangles of one piece: positions in m, unit normals, indices."""

    def __init__(self, shape: Shape, tolerance: float, angle: float) -> None:
        BRepMesh_IncrementalMesh(shape.wrapped, tolerance, False, angle, True)
        points: list[tuple[float, ...]] = []
        normals: list[tuple[float, ...]] = []
        triangles: list[tuple[int, int, int]] = []
        for face in shape.faces():
            location = TopLoc_Location()
            mesh = BRep_Tool.Triangulation_s(face.wrapped, location)
            if mesh is None:
                continue
            BRepLib_ToolTriangulatedShape.ComputeNormals_s(face.wrapped, mesh)
            moved = location.Transformation()
            inward = face.wrapped.Orientation() == TopAbs_REVERSED
            sign, first = (-1 if inward else 1), len(points) - 1
            for index in range(1, mesh.NbNodes() + 1):
                point, normal = mesh.Node(index).Transformed(moved), mesh.Normal(index).Transformed(moved)
                points.append((point.X(), point.Y(), point.Z()))
                normals.append((sign * normal.X(), sign * normal.Y(), sign * normal.Z()))
            for index in range(1, mesh.NbTriangles() + 1):
                a, b, c = mesh.Triangle(index).Get()
                triangles.append((first + a, first + c, first + b) if inward else (first + a, first + b, first + c))
        self.points: NDArray[np.float32] = np.array(points, np.float32) * np.float32(METRES)
        self.normals: NDArray[np.float32] = np.array(normals, np.float32)
        self.triangles: NDArray[np.int64] = np.array(triangles)


class _File:
    """A GLB while it is written."""

    def __init__(self) -> None:
        self.head: dict[str, Any] = {
            "asset": {"version": "2.0"},
            "scene": 0,
            "scenes": [{"nodes": []}],
            **{key: [] for key in ("nodes", "meshes", "materials", "accessors", "bufferViews", "buffers")},
        }
        self.blob = bytearray()
        self.materials: dict[str, int] = {}

    def values(
        self, array: NDArray[Any], target: int, component: int, *, stride: int | None = None, **more: Any
    ) -> int:
        """Append an array; returns its accessor."""
        self.blob += b"\0" * (-len(self.blob) % 4)
        raw = array.tobytes()
        view = {"buffer": 0, "byteOffset": len(self.blob), "byteLength": len(raw), "target": target}
        self.head["bufferViews"].append({**view, **({"byteStride": stride} if stride else {})})
        self.blob += raw
        scalar = array.ndim == 1
        accessor = {
            "bufferView": len(self.head["bufferViews"]) - 1,
            "componentType": component,
            "count": len(array),
            "type": "SCALAR" if scalar else "VEC3",
        }
        self.head["accessors"].append({**accessor, **more})
        return len(self.head["accessors"]) - 1

    def material(self, finish: str) -> int:
        """The material of a finish, written once."""
        if finish not in self.materials:
            colour, metallic, roughness = FINISHES[finish]
            look = {"baseColorFactor": [*colour, 1], "metallicFactor": metallic, "roughnessFactor": roughness}
            self.materials[finish] = len(self.head["materials"])
            self.head["materials"].append({"name": finish, "pbrMetallicRoughness": look})
        return self.materials[finish]

    def node(self, name: str, finish: str, attributes: dict[str, int], mesh: Mesh, **moved: Any) -> None:
        """A piece with its triangles."""
        small = len(mesh.points) < 65535
        flat = mesh.triangles.reshape(-1).astype("<u2" if small else "<u4")
        indices = self.values(flat, TRIANGLES, USHORT if small else UINT)
        primitive = {"attributes": attributes, "indices": indices, "material": self.material(finish)}
        self.head["scenes"][0]["nodes"].append(len(self.head["nodes"]))
        self.head["nodes"].append({"name": name, "mesh": len(self.head["meshes"]), **moved})
        self.head["meshes"].append({"primitives": [primitive]})

    def packed(self) -> bytes:
        """The whole file."""
        self.blob += b"\0" * (-len(self.blob) % 4)
        self.head["buffers"].append({"byteLength": len(self.blob)})
        head = json.dumps(self.head, separators=(",", ":")).encode()
        head += b" " * (-len(head) % 4)
        start = struct.pack("<4sIIII", b"glTF", 2, 28 + len(head) + len(self.blob), len(head), 0x4E4F534A)
        return start + head + struct.pack("<II", len(self.blob), 0x004E4942) + bytes(self.blob)


def glb(pieces: Sequence[Piece], *, tolerance: float, angle: float = 0.65, exact: bool = False) -> bytes:
    """The pieces as a GLB.

    Args:
        pieces: bodies with names and finishes.
        tolerance: mm between a curved face and its triangles.
        angle: radians between neighbouring triangles.
        exact: floating-point positions instead of 16 bits: larger, for a renderer.
    """
    file = _File()
    if not exact:
        file.head["extensionsUsed"] = file.head["extensionsRequired"] = ["KHR_mesh_quantization"]
    for piece in pieces:
        mesh = Mesh(piece.shape, tolerance, angle)
        name = f"{piece.name}__{piece.finish}"
        low = mesh.points.min(0)
        span = float((mesh.points.max(0) - low).max()) or 1e-6
        if exact:
            limits = {"min": low.tolist(), "max": mesh.points.max(0).tolist()}
            places = file.values(mesh.points, VERTICES, FLOAT, stride=12, **limits)
            attributes = {"POSITION": places, "NORMAL": file.values(mesh.normals, VERTICES, FLOAT, stride=12)}
            file.node(name, piece.finish, attributes, mesh)
            continue
        points = np.zeros((len(mesh.points), 4), "<u2")
        points[:, :3] = np.round((mesh.points - low) / span * 65535)
        normals = np.zeros((len(mesh.normals), 4), "i1")
        normals[:, :3] = np.round(mesh.normals * 127)
        limits = {"min": [0, 0, 0], "max": [int(value) for value in points[:, :3].max(0)]}
        places = file.values(points, VERTICES, USHORT, stride=8, normalized=True, **limits)
        attributes = {
            "POSITION": places,
            "NORMAL": file.values(normals, VERTICES, BYTE, stride=4, normalized=True),
        }
        moved = {"translation": [float(value) for value in low], "scale": [span] * 3}
        file.node(name, piece.finish, attributes, mesh, **moved)
    return file.packed()
