import path from 'node:path'

/** The bundled faces, for resvg: the same everywhere. It reads TTF and OTF only, which is why these lie beside the page's own font. */
export const faces = {
  fontFiles: ['bricolage-grotesque-500.ttf', 'bricolage-grotesque-800.ttf', 'pretendard-hangul-800.otf'].map((file) =>
    path.join(/* turbopackIgnore: true */ process.cwd(), 'ui/fonts', file),
  ),
  loadSystemFonts: false,
  defaultFontFamily: 'Bricolage Grotesque',
}
