// A page as a package of SCORM 1.2, which learning platforms take: a zip with its manifest.
import { strToU8, zipSync } from 'fflate';
import type { LabInfo } from '../../../bindings/wasm/engine.d.ts';
import { escape } from '../pages/html.ts';

export const manifest = ({ id, title }: Pick<LabInfo, 'id' | 'title'>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="unfold-${id}" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="unfold">
    <organization identifier="unfold">
      <title>${escape(title)}</title>
      <item identifier="lab" identifierref="page" isvisible="true">
        <title>${escape(title)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html">
      <file href="index.html"/>
    </resource>
  </resources>
</manifest>
`;

/** The same page makes the same archive, whenever that is. */
export const mtime = new Date(1980, 0, 1);

export const scormPackage = (lab: Pick<LabInfo, 'id' | 'title'>, page: string): Uint8Array =>
  zipSync(
    { 'imsmanifest.xml': strToU8(manifest(lab)), 'index.html': strToU8(page) },
    { mtime, level: 9 },
  );
