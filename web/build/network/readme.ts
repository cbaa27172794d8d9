// The drawing in README: the network of the first lab that trains, over the word that it reads.
import { join } from 'node:path';
import { openCourse } from '../course.ts';
import { labFolder } from '../paths.ts';
import { networkFile } from './file.ts';

const LAB = 'hihello';

export async function readmeDrawing(): Promise<{ path: string; svg: string }> {
  const { frame, network } = (await openCourse()).preview(LAB);
  return { path: join(labFolder(LAB), 'network.svg'), svg: networkFile(network!, frame) };
}
