/**
 * How what readers say of an entry looks beside it: the line to say why, the quote of the best-liked because, the entry's talk in place. A style sheet of its own, linked
 * where one of them stands: in the pages' own sheets every first visit would pay for it. A change of the rules takes another name.
 */
export const answersSheet = '/media/answers-1.css'

const line = [
  '.because{margin-top:1.25rem;padding-left:1.1rem;border-left:3px solid;border-image:linear-gradient(var(--magenta),var(--violet) 55%,var(--cyan)) 1;font-size:.9375rem}',
  '.because:focus{outline:0}',
  '.because .counted{display:flex;flex-wrap:wrap;align-items:center;gap:0 1rem;color:var(--soft)}',
  '.because .counted span:empty{display:none}',
  '.because .counted button,.because summary{min-height:2.75rem;padding:0;border:0;background:none;font:inherit;color:inherit;cursor:pointer;text-decoration:underline;text-underline-offset:.18em}',
  '.because summary{display:inline-flex;align-items:center;list-style:none}',
  '.because summary::-webkit-details-marker{display:none}',
  '.because .why{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .6rem;border-bottom:1.5px solid var(--ink)}',
  '.because .why label,.because .word{font:800 1.4rem/1.3 var(--display);letter-spacing:-.02em}',
  '.because .why textarea{flex:1 1 16rem;min-width:0;min-height:2.75rem;max-height:20rem;padding:.5rem 0;border:0;background:none;color:inherit;font:400 1.1875rem/1.45 var(--prose);field-sizing:content;resize:none;overflow-wrap:anywhere}',
  '.because .why:focus-within{border-color:var(--violet);box-shadow:0 1px var(--violet)}',
  '.because .why textarea:focus-visible{outline:0}',
  '.because .row{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem 1.1rem;margin-top:.6rem;color:var(--soft)}',
  '.because .row label,.because .row>span{display:inline-flex;align-items:center;gap:.5rem;min-height:2.75rem}',
  '.because .row b{color:var(--ink)}',
  '.because [name=name]{width:9rem;field-sizing:content;min-width:6rem;max-width:14rem;padding:.15rem 0;border:0;border-bottom:1px solid var(--edge);border-radius:0;background:none;color:var(--ink);font:600 1rem var(--ui)}',
  '.because [type=checkbox]{width:1.2rem;height:1.2rem;margin:0;accent-color:var(--ink)}',
  '.because .row .go{margin-left:auto}',
  '.because .error{margin:.5rem 0}',
  '.because .trap{position:absolute;left:-999rem}',
  '.because .prose{margin-top:.25rem;overflow-wrap:anywhere}',
  '.because .by{display:flex;flex-wrap:wrap;gap:0 1rem;margin-top:.4rem;color:var(--soft)}',
  '.because .by b{color:var(--ink)}',
  '@media(max-width:34rem){.because .why textarea{flex-basis:100%}.because .row .go{width:100%;justify-content:flex-end}}',
  '@media print{.because{display:none}}',
]

const quote = [
  '.quote{position:relative;margin:1.75rem 0 0;padding-left:2.9rem}',
  '.quote::before{content:"\\201C";position:absolute;left:-.2rem;top:.1rem;font:800 5.5rem/.8 var(--display);color:var(--ghost);opacity:.6}',
  '.quote blockquote{position:relative;margin:0;font:800 clamp(1.25rem,2.6vw,1.6rem)/1.2 var(--display);letter-spacing:-.02em;overflow-wrap:anywhere;text-wrap:pretty}',
  '.quote blockquote b{font-weight:inherit;color:var(--soft)}',
  '.quote figcaption{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 1rem;margin-top:.6rem;font-size:.9375rem;color:var(--soft)}',
  '.quote figcaption b{color:var(--ink)}',
  '.quote figcaption .icon{width:1.05em;height:1.05em;vertical-align:-.15em}',
  '.quote a{padding:.3rem 0}',
  '.res .why{display:block;margin-top:.15rem;color:var(--soft);font:400 .875rem/1.4 var(--ui)}',
]

const talk = [
  '.own-talk{margin-top:1.75rem;border-top:3px solid var(--ink)}',
  '.own-talk:focus{outline:0}',
  '.own-talk .sort{align-items:center;margin:0}',
  '.own-talk .sort button{min-height:2.75rem;padding:0;border:0;background:none;font:inherit;color:inherit;cursor:pointer}',
  '.own-talk .sort [aria-pressed=true]{color:var(--ink);font-weight:650;box-shadow:inset 0 -2px var(--ink)}',
  '.own-talk .sort .fold{margin-left:auto;text-decoration:underline;text-underline-offset:.18em}',
  '.own-talk>.c{margin-top:1.25rem}',
  '.own-talk .thread{margin-top:1.25rem;padding-top:1.25rem}',
  '.own-talk .sort+.thread{margin-top:0;border-top:0}',
  '.own-talk .rest{display:flex;flex-wrap:wrap;gap:0 1.5rem}',
  '.own-talk .rest a{display:inline-flex;align-items:center;min-height:2.75rem}',
  '.own-talk>.box{margin-top:.75rem}',
  '@media print{.own-talk{display:none}}',
]

export const answersRules = (): string => [...line, ...quote, ...talk].join('\n')
