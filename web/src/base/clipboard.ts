/** Whether it is on the clipboard now: browsers allow that where the page is served securely and looked at. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
