/**
 * A large paper sent by pieces over a bad line. A form marked `data-depot` (its address) whose file is heavy is sent piece after piece; a cut is waited
 * out and nothing already received is sent again, even after the page was closed. Without this file the same form sends the file whole.
 */
const LEGER = 700_000
const MORCEAU = 262_144
const ATTENTES = [1, 2, 4, 8, 15, 30]

type Suivi = { recu: number; taille: number; fini: boolean }
class Refuse extends Error {}

const attendre = (s: number) => new Promise((suite) => setTimeout(suite, s * 1000))

async function demander(url: string, corps?: FormData): Promise<{ vers?: string } & Partial<Suivi>> {
  const r = await fetch(url, { ...(corps ? { method: 'POST', body: corps } : {}), headers: { accept: 'application/json' }, credentials: 'same-origin' })
  if (r.ok) return r.json()
  if (r.status >= 500 || r.status === 429 || r.status === 409) throw new Error(String(r.status))
  const lu = (await r.json().catch(() => ({}))) as { detail?: string; champs?: Record<string, string> }
  throw new Refuse(Object.values(lu.champs ?? {})[0] ?? lu.detail ?? 'L’envoi est refusé')
}

/** The same until it passes; what the server refuses stops it. */
async function insister<T>(faire: () => Promise<T>, dire: (mot: string) => void): Promise<T> {
  for (let n = 0; ; n++) {
    try {
      return await faire()
    } catch (erreur) {
      if (erreur instanceof Refuse) throw erreur
      dire('Le réseau a coupé. Ce qui est parti est gardé ; l’envoi reprend tout seul.')
      await attendre(ATTENTES[Math.min(n, ATTENTES.length - 1)]!)
    }
  }
}

function corpsDe(form: HTMLFormElement, champs: Record<string, string | Blob>): FormData {
  const corps = new FormData()
  corps.set('_jeton', form.querySelector<HTMLInputElement>('[name=_jeton]')?.value ?? '')
  corps.set('_cle', crypto.randomUUID())
  for (const [nom, valeur] of Object.entries(champs)) corps.set(nom, valeur)
  return corps
}

async function envoyer(form: HTMLFormElement, fichier: File, champ: string, barre: HTMLProgressElement, dire: (mot: string) => void): Promise<string> {
  const texte = (nom: string) => (form.elements.namedItem(nom) as HTMLInputElement | null)?.value ?? ''
  const annonce = { champ, nom: fichier.name, taille: String(fichier.size), annexeCode: texte('annexeCode'), annexeTitre: texte('annexeTitre') }
  const { vers = '' } = await insister(() => demander(form.dataset['depot']!, corpsDe(form, annonce)), dire)
  for (;;) {
    const { recu = 0, fini } = await insister(() => demander(vers), dire)
    if (fini || recu >= fichier.size) break
    for (let debut = recu; debut < fichier.size; debut += MORCEAU) {
      barre.value = debut / fichier.size
      dire(`Envoi : ${Math.floor((100 * debut) / fichier.size)} %. Vous pouvez fermer cette page : choisissez le même fichier pour reprendre.`)
      try {
        await demander(`${vers}/morceaux`, corpsDe(form, { debut: String(debut), morceau: fichier.slice(debut, debut + MORCEAU) }))
      } catch (erreur) {
        if (erreur instanceof Refuse) throw erreur
        dire('Le réseau a coupé. Ce qui est parti est gardé ; l’envoi reprend tout seul.')
        await attendre(2)
        break
      }
    }
  }
  barre.value = 1
  dire('Le fichier est arrivé. La plateforme le lit…')
  return (await insister(() => demander(`${vers}/finir`, corpsDe(form, {})), dire)).vers ?? location.pathname
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-depot]')) {
  form.addEventListener('submit', (e) => {
    const entree = form.querySelector<HTMLInputElement>('input[type=file]')
    const fichier = entree?.files?.[0]
    if (!entree || !fichier || fichier.size < LEGER) return
    e.preventDefault()
    const [barre, mot] = [document.createElement('progress'), document.createElement('p')]
    barre.max = 1
    mot.className = 'petit'
    mot.setAttribute('role', 'status')
    form.querySelectorAll('progress, p[role=status]').forEach((vieux) => vieux.remove())
    form.append(barre, mot)
    envoyer(form, fichier, entree.name, barre, (texte) => (mot.textContent = texte)).then(
      (vers) => {
        if (new URL(vers, location.href).pathname === location.pathname) location.reload()
        else location.assign(vers)
      },
      (erreur: Error) => {
        mot.textContent = erreur.message
        barre.remove()
      },
    )
  })
}
