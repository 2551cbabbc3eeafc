/**
 * The QR of a certificate read with the camera, into the field beside it. An element `data-qr` holds a file input without a name (the picture is not
 * sent), a button and a sentence; `data-champ` names the field. It stays hidden where the browser cannot read a QR: the code is then typed.
 */
import { codeDuSceau } from '../../lib/preuve/code-du-sceau.ts'

type Lecteur = { detect: (image: ImageBitmap) => Promise<{ rawValue: string }[]> }
type Lecteurs = { new (options: { formats: string[] }): Lecteur; getSupportedFormats: () => Promise<string[]> }
const Detecteur = (globalThis as { BarcodeDetector?: Lecteurs }).BarcodeDetector

async function lire(photo: File): Promise<string> {
  const image = await createImageBitmap(photo)
  const lus = await new Detecteur!({ formats: ['qr_code'] }).detect(image)
  image.close()
  if (lus.length === 0) return ''
  return lus.map((l) => codeDuSceau(l.rawValue)).find((code) => code !== undefined) ?? '?'
}

function preparer(zone: HTMLElement) {
  const photo = zone.querySelector<HTMLInputElement>('input[type=file]')
  const dit = zone.querySelector<HTMLElement>('[data-dit]')
  const champ = photo?.form?.elements.namedItem(zone.dataset['champ'] ?? '')
  if (!photo || !dit || !(champ instanceof HTMLInputElement)) return
  zone.hidden = false
  photo.addEventListener('change', async () => {
    const [fichier] = photo.files ?? []
    if (!fichier) return
    dit.textContent = 'Lecture du QR…'
    const code = await lire(fichier).catch(() => '')
    photo.value = ''
    if (code === '' || code === '?') return void (dit.textContent = code === '' ? 'Aucun QR ne se lit sur cette photo. Approchez-vous, bien à plat, ou tapez le code.' : 'Ce QR n’est pas celui d’un document de la plateforme.')
    champ.value = code
    champ.dispatchEvent(new Event('input', { bubbles: true }))
    dit.textContent = `Code lu : ${code}. Il est vérifié quand vous continuez.`
  })
}

if (Detecteur)
  void Detecteur.getSupportedFormats().then((formats) => {
    if (formats.includes('qr_code')) document.querySelectorAll<HTMLElement>('[data-qr]').forEach(preparer)
  })
