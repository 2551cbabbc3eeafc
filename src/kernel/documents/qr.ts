import QRCode from 'qrcode'

/** Blank border asked by ISO/IEC 18004, in modules. */
const SILENCE = 4

/**
 * Draws an address as a QR (level M: survives photocopies): the prefix in bytes, the digits in numeric mode, which
 * takes 10 bits for 3 digits. Returns an SVG and its side in modules, border included.
 */
export function dessinerQr(adresse: { prefixe: string; chiffres: string }): { svg: string; modules: number } {
  const segments = [
    { data: new TextEncoder().encode(adresse.prefixe), mode: 'byte' as const },
    { data: adresse.chiffres, mode: 'numeric' as const },
  ]
  const { size, data } = QRCode.create(segments, { errorCorrectionLevel: 'M' }).modules
  let trace = ''
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue
      let fin = x + 1
      while (fin < size && data[y * size + fin]) fin++
      trace += `M${x + SILENCE} ${y + SILENCE}h${fin - x}v1h-${fin - x}z`
      x = fin
    }
  }
  const modules = size + 2 * SILENCE
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${modules} ${modules}"><path fill="#fff" d="M0 0h${modules}v${modules}H0z"/><path d="${trace}"/></svg>`
  return { svg, modules }
}
