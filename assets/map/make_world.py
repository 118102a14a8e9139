# Makes assets/map/world.txt of the world-atlas package (Natural Earth 1:110m, public domain).
import json, sys, numpy as np, mapbox_earcut as earcut
top = json.load(open(sys.argv[1]))
(sx, sy), (tx, ty) = top["transform"]["scale"], top["transform"]["translate"]
arcs = []
for arc in top["arcs"]:
    x = y = 0; line = []
    for dx, dy in arc:
        x += dx; y += dy; line.append((x*sx+tx, y*sy+ty))
    arcs.append(line)
def ring(ids):
    line = []
    for i in ids:
        part = arcs[i] if i >= 0 else arcs[~i][::-1]
        line += part[(1 if line else 0):]
    pts = []
    before = None
    for lon, lat in line[:-1]:
        # A ring that crosses the antimeridian goes on beyond 180 degrees, so that it stays in one piece.
        if before is not None: lon += 360 * round((before - lon) / 360)
        before = lon
        p = (round(lon*10), round(lat*10))
        if not pts or pts[-1] != p: pts.append(p)
    return pts
out = ["# Natural Earth 1:110m countries (public domain), by world-atlas 2.0.2; tenths of a degree; see SOURCES.md."]
for g in sorted(top["objects"]["countries"]["geometries"], key=lambda g: g["properties"]["name"]):
    if g["properties"]["name"] == "Antarctica": continue
    polys = [g["arcs"]] if g["type"] == "Polygon" else g["arcs"]
    out.append(f"country {g.get('id','-')} {g['properties']['name']}")
    for poly in polys:
        rings = [r for r in map(ring, poly) if len(r) > 2]
        if not rings: continue
        pts = np.array([p for r in rings for p in r], dtype=np.float64)
        tri = earcut.triangulate_float64(pts, np.cumsum([len(r) for r in rings]).astype(np.uint32))
        out.append("outline " + " ".join(f"{x} {y}" for x, y in rings[0]))
        if len(rings) > 1: out.append("holes " + " ".join(f"{x} {y}" for r in rings[1:] for x, y in r))
        out.append("triangles " + " ".join(map(str, tri)))
open(sys.argv[2], "w").write("\n".join(out) + "\n")
