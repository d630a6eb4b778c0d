// Giving a document's ciphertext to the node. XMLHttpRequest, because fetch tells nothing of what is on its way up.

/** Uploads, and says under which name the node keeps it. */
export function upload(address: string, content: Blob, signal: AbortSignal, progress: (done: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    // What was cancelled before hears of it no more.
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded }) => progress(loaded);
    request.onload = () => (request.status === 201 ? resolve(request.responseText) : reject(new Error(`the node answers ${request.status}`)));
    request.onerror = request.onabort = () => reject(new Error("the document did not get through"));
    signal.addEventListener("abort", () => request.abort());
    request.send(content);
  });
}
