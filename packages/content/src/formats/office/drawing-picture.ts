/** Namespaces of DrawingML (ECMA-376, part 1, clauses 20 and 21) and of relations. */
export const drawingNamespaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** A square of 5 cm, in English Metric Units. */
export const pictureEdge = 1_800_000;

/**
 * A picture of DrawingML (ECMA-376, part 1, 20.2.2.5 and 19.3.1.37).
 *
 * @param prefix - of the namespace of the document: `pic`, `p`, `xdr`
 */
export function drawingPicture(prefix: string, relation: string): string {
  return `<${prefix}:pic><${prefix}:nvPicPr><${prefix}:cNvPr id="2" name="Picture 1"/><${prefix}:cNvPicPr/>${
    prefix === 'p' ? '<p:nvPr/>' : ''
  }</${prefix}:nvPicPr><${prefix}:blipFill><a:blip r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></${prefix}:blipFill><${prefix}:spPr><a:xfrm><a:off x="600000" y="4200000"/><a:ext cx="${pictureEdge}" cy="${pictureEdge}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></${prefix}:spPr></${prefix}:pic>`;
}
