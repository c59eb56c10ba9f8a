/* A picture is made smaller before it is sent: on a poor network that saves minutes, and nobody sees the difference. */

const LONGEST_SIDE = 2400;
const QUALITY = 0.86;
const PLAIN = 1_500_000; // bytes: what is no larger and fits already is sent as it is

/** A JPEG of at most 2400 px, upright; turned by `quarters`. What this browser cannot read, as HEIC, is sent as it is. */
export async function smaller(file, quarters = 0) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && !quarters && file.size <= PLAIN && /^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = quarters % 2 ? [height, width] : [width, height];
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // JPEG knows no transparency
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((quarters * Math.PI) / 2);
  pen.drawImage(bitmap, -width / 2, -height / 2, width, height);
  bitmap.close();
  return new Promise((done) => { canvas.toBlob((blob) => done(blob || file), "image/jpeg", QUALITY); });
}
