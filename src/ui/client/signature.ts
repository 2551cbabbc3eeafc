/**
 * A signature drawn with the finger, a pen or the mouse. An element `data-signature` in a form holds a canvas and a button
 * that erases; the drawing goes into the form's field `data-champ` as a PNG: a file where the field takes files, else its text.
 * Without this script the element stays hidden.
 */
function garder(champ: HTMLInputElement, toile: HTMLCanvasElement) {
  if (champ.type !== 'file') return void (champ.value = toile.toDataURL('image/png'))
  toile.toBlob((octets) => {
    if (!octets) return
    const fichiers = new DataTransfer()
    fichiers.items.add(new File([octets], 'signature.png', { type: 'image/png' }))
    champ.files = fichiers.files
  }, 'image/png')
}

function preparer(zone: HTMLElement) {
  const toile = zone.querySelector('canvas')
  const trait = toile?.getContext('2d')
  const champ = zone.closest('form')?.elements.namedItem(zone.dataset['champ'] ?? '')
  if (!toile || !trait || !(champ instanceof HTMLInputElement)) return
  zone.hidden = false
  // A finger that only touches has signed nothing.
  let trace = false
  const effacer = () => {
    trait.fillStyle = '#fff'
    trait.fillRect(0, 0, toile.width, toile.height)
    trace = false
    champ.value = ''
  }
  const point = (e: PointerEvent): [number, number] => {
    const cadre = toile.getBoundingClientRect()
    return [((e.clientX - cadre.left) * toile.width) / cadre.width, ((e.clientY - cadre.top) * toile.height) / cadre.height]
  }
  let dernier: [number, number] | undefined
  toile.addEventListener('pointerdown', (e) => {
    toile.setPointerCapture(e.pointerId)
    dernier = point(e)
  })
  toile.addEventListener('pointermove', (e) => {
    if (!dernier) return
    const ici = point(e)
    trait.strokeStyle = '#211b13'
    trait.lineWidth = 4
    trait.lineCap = 'round'
    trait.beginPath()
    trait.moveTo(...dernier)
    trait.lineTo(...ici)
    trait.stroke()
    dernier = ici
    trace = true
  })
  const lever = () => {
    if (dernier && trace) garder(champ, toile)
    dernier = undefined
  }
  toile.addEventListener('pointerup', lever)
  toile.addEventListener('pointercancel', lever)
  zone.querySelector('button')?.addEventListener('click', effacer)
  // The drawing of a refused form is shown again.
  const garde = champ.value
  effacer()
  if (!garde || champ.type === 'file') return
  champ.value = garde
  const image = new Image()
  image.addEventListener('load', () => trait.drawImage(image, 0, 0))
  image.src = garde
}

/** Makes ready the frames of this part of the page. */
export const brancherSignatures = (racine: ParentNode) => racine.querySelectorAll<HTMLElement>('[data-signature]').forEach(preparer)

brancherSignatures(document)
