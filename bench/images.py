"""A 12-megapixel telephone JPEG to all its files: our pipeline, sandbox included, against the best bare Pillow recipe for the same files.

    python -m bench.images [--photos 6] [--rounds 3]

Both make five files (320, 640, 960 and 1600 px WebP, a 1200 px JPEG) from the same bytes, in turns. The recipe is the fastest that
was found by hand: shrink while decoding, one chain of resizes, turn after the first, WebP method 2. It checks nothing. Processor
time is that of every process involved; peak memory is that of the process that decodes. Exit code 1 when a goal is missed.
"""

import argparse
import io
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Final, NamedTuple

from PIL import Image, ImageDraw

from app.media.pipeline import checked
from app.sandbox import Spent

WIDTHS: Final = (1600, 960, 640, 320)
MOST_CPU_RATIO: Final = 1.3
MOST_MEGABYTES: Final = 200
_TURNS: Final = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_270, 8: Image.Transpose.ROTATE_90}


class Cost(NamedTuple):
    cpu: float
    wall: float
    peak_mb: float
    files_kb: float


def a_photo(seed: int, width: int = 4000, height: int = 3000) -> bytes:
    """Soft light, grain at several scales and hard edges, about 2.5 MB; every fourth lies on another side; with a place on the map."""
    dice = random.Random(seed)
    bands = []
    for _ in range(3):
        band = Image.linear_gradient("L").resize((width, height))
        for cells, share in ((16, 0.4), (140, 0.25), (1000, 0.15), (4000, 0.11)):
            grain = Image.effect_noise((cells, cells * 3 // 4), 50).resize((width, height), Image.Resampling.BICUBIC)
            band = Image.blend(band, grain, share)
        bands.append(band)
    image = Image.merge("RGB", bands)
    pen = ImageDraw.Draw(image)
    for _ in range(30):
        x, y, size = dice.randrange(width), dice.randrange(height), dice.randrange(30, 500)
        fill = (dice.randrange(256), dice.randrange(256), dice.randrange(256))
        dice.choice((pen.ellipse, pen.rectangle))((x - size, y - size // 2, x + size, y + size // 2), fill=fill)
    exif = Image.Exif()
    exif[0x0112] = tuple(_TURNS)[seed % 4]
    exif[0x8825] = {1: "N", 2: (1.0, 29.0, 0.0), 3: "E", 4: (124.0, 50.0, 0.0)}
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


def recipe(data: bytes) -> int:
    """The bytes that the best bare Pillow code makes."""
    made = 0
    image: Image.Image = Image.open(io.BytesIO(data), formats=["JPEG"])
    turn = _TURNS[image.getexif().get(0x0112, 1)]
    scale = WIDTHS[0] / (image.width if turn in (None, Image.Transpose.ROTATE_180) else image.height)
    first = round(image.width * scale), round(image.height * scale)
    image.draft("RGB", first)
    image = image.resize(first, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if turn is not None:
        image = image.transpose(turn)
    image.info = {}
    for width in WIDTHS:
        if width != image.width:
            image = image.resize((width, round(width * image.height / image.width)), Image.Resampling.LANCZOS, reducing_gap=2.0)
        made += _saved(image, "WEBP", quality=80, method=2)
        if width == WIDTHS[0]:
            share = image.resize((1200, round(1200 * image.height / image.width)), Image.Resampling.LANCZOS, reducing_gap=2.0)
            made += _saved(share, "JPEG", quality=82, optimize=True)
    return made


def ours(data: bytes) -> Cost:
    """Through `checked`: this process and the sandboxed one together."""
    children: list[Spent] = []
    cpu, wall = time.process_time(), time.perf_counter()
    picture = checked(data, spent=children.append)
    cpu, wall = time.process_time() - cpu + children[0].cpu, time.perf_counter() - wall
    return Cost(cpu, wall, children[0].peak / 1e6, sum(map(len, picture.files.values())) / 1000)


def the_recipe(data: bytes) -> Cost:
    """In a fork of this process, so that its memory can be told."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        cpu, wall = time.process_time(), time.perf_counter()
        made = recipe(data)
        cost = Cost(
            time.process_time() - cpu, time.perf_counter() - wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, made / 1e3
        )
        os.write(writer, repr(tuple(cost)).encode())
        os._exit(0)
    os.close(writer)
    with open(reader) as answer:
        numbers = answer.read().strip("()").split(",")
    os.waitpid(pid, 0)
    return Cost(*map(float, numbers))


def _saved(image: Image.Image, kind: str, **options: object) -> int:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.tell()


def _row(name: str, costs: list[Cost]) -> str:
    cpu = [cost.cpu for cost in costs]
    wall, peak, made = median(c.wall for c in costs), max(c.peak_mb for c in costs), sum(c.files_kb for c in costs) / len(costs)
    return f"| {name} | {median(cpu):.3f} ({min(cpu):.3f}-{max(cpu):.3f}) | {wall:.3f} | {peak:.0f} | {made:.0f} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    photos = [a_photo(seed) for seed in range(given.photos)]
    ours(photos[0])  # starts the sandbox
    methods: dict[str, Callable[[bytes], Cost]] = {"best bare Pillow": the_recipe, "ours, sandboxed": ours}
    costs: dict[str, list[Cost]] = {name: [] for name in methods}
    for _ in range(given.rounds):
        for photo in photos:
            for name, method in methods.items():
                costs[name].append(method(photo))
    print(
        f"{given.photos} photos of 12 megapixels, {sum(map(len, photos)) / len(photos) / 1e6:.2f} MB each, {given.rounds} rounds in turns\n"
    )
    print("| method | CPU s a photo, median (min-max) | wall s | peak MB | files kB |\n|---|---|---|---|---|")
    for name, found in costs.items():
        print(_row(name, found))
    bare, sandboxed = costs.values()
    ratio = median(one.cpu / other.cpu for one, other in zip(sandboxed, bare, strict=True))
    peak = max(cost.peak_mb for cost in sandboxed)
    reached = ratio <= MOST_CPU_RATIO and peak <= MOST_MEGABYTES
    print(f"\nCPU ratio {ratio:.2f} (goal: at most {MOST_CPU_RATIO}), peak {peak:.0f} MB (goal: at most {MOST_MEGABYTES})")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
