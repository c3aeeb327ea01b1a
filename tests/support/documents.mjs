// Small documents and pictures made here, whole and broken: what a payer may upload as a proof, and what not.
import zlib from "node:zlib";

// Words about a place, put wherever a picture can carry words.
export const place = "59.3293N 18.0686E Slussen";

export function pdf(text = "Paid") {
  const content = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " +
      "/Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
  let out = "%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n";
  let table = "xref\n0 6\n0000000000 65535 f \n";
  objects.forEach((object, at) => {
    table += `${String(out.length).padStart(10, "0")} 00000 n \n`;
    out += `${at + 1} 0 obj\n${object}\nendobj\n`;
  });
  const end = `trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${out.length}\n%%EOF\n`;
  return Buffer.from(out + table + end, "latin1");
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(zlib.crc32(body));
  return Buffer.concat([head, body, check]);
}

// A grey PNG; one bit a pixel, so that a large one is a small file. `located`: with the place in a text.
export function png(width = 16, height = 16, { located = false } = {}) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height, 0);
  const text = located ? [chunk("tEXt", Buffer.from(`Location\0${place}`))] : [];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), chunk("IHDR", header), ...text,
    chunk("IDAT", zlib.deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function segment(marker, data) {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

// The smallest JPEG there is: eight by eight pixels of grey (ITU T.81). `located`: with an EXIF block that
// says that it lies on its side (6), and the place in a comment.
export function jpeg({ located = false } = {}) {
  const quantities = segment(0xdb, Buffer.from([0, ...Array(64).fill(1)]));
  const frame = segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0]));
  const codes = (kind) => segment(0xc4, Buffer.from([kind, 1, ...Array(15).fill(0), 0]));
  const scan = segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]));
  const exif = Buffer.concat([Buffer.from("Exif\0\0MM\0*\0\0\0\x08", "latin1"),
    Buffer.from([0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0])]);
  const told = located ? [segment(0xe1, exif), segment(0xfe, Buffer.from(place))] : [];
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...told, quantities, frame, codes(0x00), codes(0x10), scan,
    Buffer.from([0x3f, 0xff, 0xd9])]);
}

// One stored file in an archive.
export function zip() {
  const name = Buffer.from("a.txt");
  const data = Buffer.from("hello");
  const fields = (signature, more) => {
    const head = Buffer.alloc(more);
    head.writeUInt32LE(signature, 0);
    return head;
  };
  const local = fields(0x04034b50, 30);
  local.writeUInt16LE(10, 4);
  local.writeUInt32LE(zlib.crc32(data), 14);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(data.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = fields(0x02014b50, 46);
  central.writeUInt16LE(10, 6);
  central.writeUInt32LE(zlib.crc32(data), 16);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt32LE(data.length, 24);
  central.writeUInt16LE(name.length, 28);
  const end = fields(0x06054b50, 22);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, name, data, central, name, end]);
}

export function heic() {
  return Buffer.concat([Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), Buffer.alloc(300)]);
}
