/** Small comforts on every page. Nothing depends on them: without this file the same forms do the same things. */

/** One submission at a time: the second click is ignored; the button still sends its name and value. */
function uneSeuleFois() {
  document.addEventListener('submit', (e) => {
    const form = e.target as HTMLFormElement
    if (e.defaultPrevented || form.method !== 'post') return
    if (form.dataset['envoi']) return e.preventDefault()
    form.dataset['envoi'] = '1'
    form.setAttribute('aria-busy', 'true')
    const bouton = e.submitter
    // After the browser has collected the fields, so that the pressed button is among them.
    setTimeout(() => bouton?.setAttribute('aria-disabled', 'true'))
    setTimeout(() => liberer(form), 10_000)
  })
  // Back from the next page, the browser may show this one as it was left.
  addEventListener('pageshow', () => document.querySelectorAll('form').forEach(liberer))
}

function liberer(form: HTMLFormElement) {
  delete form.dataset['envoi']
  form.removeAttribute('aria-busy')
  form.querySelectorAll('[aria-disabled]').forEach((b) => b.removeAttribute('aria-disabled'))
}

/** Warns before leaving a form marked `data-garde` that was changed and not sent. */
function garde() {
  let change = false
  document.addEventListener('input', (e) => {
    if ((e.target as Element).closest('[data-garde]')) change = true
  })
  document.addEventListener('submit', () => (change = false))
  // Said by whoever has kept what was typed (garder-saisie.ts).
  document.addEventListener('garde', () => (change = false))
  addEventListener('beforeunload', (e) => {
    if (change) e.preventDefault()
  })
}

/** Says how many signs remain once the limit is near. */
function compteurs() {
  for (const zone of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-max]')) {
    const max = Number(zone.dataset['max'])
    const mot = document.createElement('p')
    mot.className = 'petit discret'
    mot.setAttribute('aria-live', 'polite')
    zone.after(mot)
    const dire = () => {
      const reste = max - [...zone.value].length
      mot.textContent = reste < 0 ? `${-reste} signes de trop` : reste <= max / 5 ? `Encore ${reste} signes` : ''
    }
    zone.addEventListener('input', dire)
    dire()
  }
}

/** Checks or clears every row of a table at once, from the box of its head. */
function toutCocher() {
  document.addEventListener('change', (e) => {
    const tete = e.target as HTMLInputElement
    if (!('tout' in tete.dataset)) return
    const boites = tete.closest('table')?.querySelectorAll<HTMLInputElement>('tbody input[type=checkbox]') ?? []
    for (const b of boites) b.checked = tete.checked
  })
}

/** Long work follows itself: its part of the page is read again while it lasts, then the page is. */
function suivre() {
  const zone = document.querySelector('[data-progres]')
  if (!zone) return
  const relire = async () => {
    const lue = document.hidden ? '' : await fetch(location.href).then((r) => (r.ok ? r.text() : ''), () => '')
    const neuve = lue && new DOMParser().parseFromString(lue, 'text/html').querySelector('[data-progres]')
    if (lue && !neuve) return location.reload()
    if (neuve) zone.replaceChildren(...neuve.childNodes)
    setTimeout(relire, 4000)
  }
  setTimeout(relire, 2000)
}

uneSeuleFois()
suivre()
garde()
compteurs()
toutCocher()
// Only on a page refused as a whole, whose title says so.
if (document.title.startsWith('Erreur')) document.getElementById('erreurs')?.focus()
for (const b of document.querySelectorAll('[data-imprimer]')) {
  b.removeAttribute('hidden')
  b.addEventListener('click', () => print())
}
