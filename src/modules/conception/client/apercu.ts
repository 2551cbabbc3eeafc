/** The preview beside a form of the designer follows what is typed. Without this file, « Voir l’aperçu » does it. */

const FRAPPE_MS = 900

function suivre(form: HTMLFormElement, apercu: HTMLElement): void {
  let minuterie = 0
  let demandes = 0
  const relire = async () => {
    const ici = ++demandes
    const corps = new URLSearchParams()
    for (const [nom, valeur] of new FormData(form)) if (typeof valeur === 'string') corps.append(nom, valeur)
    corps.set('_geste', 'apercu')
    // The key of the form is for what it saves.
    corps.delete('_cle')
    const lue = await fetch(form.action, { method: 'POST', body: corps }).then((r) => (r.ok ? r.text() : ''), () => '')
    const neuf = lue && new DOMParser().parseFromString(lue, 'text/html').querySelector('[data-apercu]')
    if (!neuf || ici !== demandes) return
    const ecran = () => apercu.querySelector('.telephone-ecran')
    const place = ecran()?.scrollTop ?? 0
    apercu.replaceChildren(...neuf.childNodes)
    ecran()?.scrollTo({ top: place })
  }
  form.addEventListener('input', () => {
    clearTimeout(minuterie)
    minuterie = window.setTimeout(relire, FRAPPE_MS)
  })
}

const apercu = document.querySelector<HTMLElement>('[data-apercu]')
const form = document.querySelector<HTMLFormElement>('form.conception')
if (apercu && form) suivre(form, apercu)
