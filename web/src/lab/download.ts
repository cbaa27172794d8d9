// A file out of the page. It is at hand without the network.
export function download(file: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([file as BlobPart]));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
