// A picture as PNG, drawn from its SVG file with the fonts of the reader's machine.

const SCALE = 2;

/** Download the SVG to which `link` leads as PNG. */
export async function save(link) {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(`${link.href}: ${answer.status}`);
  const image = new Image();
  // The security policy lets a page show images of `data:`, not of `blob:`.
  image.src = `data:image/svg+xml,${encodeURIComponent(await answer.text())}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const png = await new Promise((done) => {
    canvas.toBlob(done, "image/png");
  });
  const saved = document.createElement("a");
  saved.href = URL.createObjectURL(png);
  saved.download = link.download.replace(/svg$/, "png");
  saved.click();
  setTimeout(() => URL.revokeObjectURL(saved.href), 10_000);
}
