// What is to be seen on the open page, in one visit to it: each visit costs the two programs more than the look itself.
// What is wanted is 'edges' alone, 'looks' too, or 'build' too.
(wanted) => {
    // What sticks out to the right of the window, where nothing lets one scroll to it.
    const styles = new Map();
    const styleOf = (part) => {
        if (!styles.has(part)) styles.set(part, getComputedStyle(part));
        return styles.get(part);
    };
    const { scrollWidth, clientWidth } = document.documentElement;
    const stops = (part) => ['auto', 'scroll', 'hidden', 'clip'].includes(styleOf(part).overflowX);
    const sticksOut = (part) => {
        const box = part.getBoundingClientRect();
        if (!box.width || box.right <= clientWidth + 1) return false;
        for (let at = part.parentElement; at; at = at.parentElement) if (stops(at)) return false;
        return true;
    };
    const all = [...document.querySelectorAll('body *')];
    const inPicture = (part) => part.ownerSVGElement || part.tagName === 'svg';
    const beyond = all.filter((part) => !part.ownerSVGElement && sticksOut(part)).map((part) => part.outerHTML.slice(0, 100));
    const edges = { beyond, spread: scrollWidth - clientWidth };
    if (wanted === 'edges') return edges;

    const leads = /^(href|formaction|action|src|srcset|download|hx-.*|data-.*)$/;
    const says = /^(title|placeholder|content|value|label|hreflang|datetime|aria-valuetext)$/;
    const opaque = /^rgb\(/;

    // How the page is built: its elements with their attributes, and where there are words, but not which, nor which of
    // them are explained, nor what is drawn in a picture, which axe does not look into. Of words that rules go by: whether
    // a language is one that there is, and which parts are called the same. What pictures and frames are called is told.
    const called = [];
    const numberOf = (name) => {
        if (!called.includes(name)) called.push(name);
        return called.indexOf(name);
    };
    const nameOf = (part) => part.getAttribute('aria-label') ??
        (part.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent).join();
    const tell = ({ name, value, ownerElement: part }) => {
        if (name === 'lang') return `lang:${/^(sv|en)$/.test(value)}`;
        if (name === 'aria-label' || name === 'aria-labelledby') return `${name}:${numberOf(nameOf(part))}`;
        if (/^I?FRAME$/.test(part.tagName)) return `${name}=${value}`;
        return leads.test(name) || says.test(name) ? `${name}:${value.trim() !== ''}` : `${name}=${value}`;
    };
    const explains = (node) => (node.getAttribute('id') ?? '').startsWith('o-');
    const walk = (node) => {
        if (node.nodeType === 3) return node.data.trim() ? '.' : '';
        if (node.nodeType !== 1 || ['SCRIPT', 'STYLE'].includes(node.tagName) || explains(node)) return '';
        if (node.matches('a.term')) return '.';
        if (node.matches('svg')) return `<svg ${node.getAttribute('role')} ${node.querySelector('title') !== null}>`;
        const within = [...node.childNodes].map(walk).join('').replace(/[.]+/g, '.');
        return `<${node.tagName} ${[...node.attributes].map(tell).join(' ')}>${within}</>`;
    };

    // How words look: colour, what is behind, whether they are large, and off, which makes axe leave them alone; it does
    // not judge a single letter.
    const grounds = new Map();
    const behind = (part, { drawn }) => {
        if (!part) return '';
        const key = drawn ? 'drawn' : 'set';
        if (grounds.get(part)?.[key] === undefined) {
            const { backgroundColor: colour, backgroundImage: image, opacity, filter } = styleOf(part);
            const told = [
                opacity !== '1' || filter !== 'none' ? `${opacity} ${filter}` : '',
                image !== 'none' ? image : '',
                colour !== 'rgba(0, 0, 0, 0)' ? colour : '',
            ].filter(Boolean).join(' ');
            const ends = opaque.test(colour) && image === 'none' && !drawn;
            const further = ends ? '' : behind(part.parentElement, { drawn });
            grounds.set(part, { ...grounds.get(part), [key]: `${told} ${further}`.trim() });
        }
        return grounds.get(part)[key];
    };
    const holdsWords = (part) => [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
        part.textContent.trim().length > 1;
    const look = (part) => {
        const { color, fill, textShadow, fontSize, fontWeight } = styleOf(part);
        const size = parseFloat(fontSize);
        const large = size >= 24 || (size >= 18.66 && fontWeight >= 700);
        const drawn = inPicture(part);
        const off = part.closest(':disabled, [aria-disabled=true], label:has(:disabled)') !== null;
        return [color, drawn ? fill : '', textShadow, large, off, behind(part, { drawn })].join(' ');
    };
    // What is laid over something else, in front of or behind it.
    const laid = (part) => {
        const { position, transform, float, marginTop, marginLeft, zIndex } = styleOf(part);
        const lies = [position === 'relative' ? 'static' : position, transform, float, zIndex].join(' ');
        const moved = parseFloat(marginTop) < 0 || parseFloat(marginLeft) < 0;
        const kind = `${part.tagName}.${part.getAttribute('class')}`;
        return lies === 'static none none auto' && !moved ? [] : [[`${kind} ${lies} ${moved}`, part]];
    };
    // What can be scrolled, and whether keys reach it: by which kind it is and what lies in it.
    const scrolls = (part) => {
        const { overflowX: across, overflowY: down } = styleOf(part);
        const can = (way) => way === 'auto' || way === 'scroll';
        return (can(across) && part.scrollWidth > part.clientWidth) || (can(down) && part.scrollHeight > part.clientHeight);
    };
    const keys = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const scroller = (part) => {
        const [role, tab, kind] = ['role', 'tabindex', 'class'].map((name) => part.getAttribute(name));
        return `${part.tagName}.${kind} ${role} ${tab} ${part.querySelector(keys) !== null}`;
    };

    const shown = all.filter((part) =>
        part.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }));
    const words = shown.filter(holdsWords).map((part) => [look(part), part]);
    const solid = shown.filter((part) => !inPicture(part));
    const scrolled = [...new Set(solid.filter(scrolls).map(scroller))].sort();
    const before = (window.shownBefore ??= new WeakSet());
    const fresh = shown.filter((part) => !before.has(part) && before.add(part)).length;
    const ids = [...document.querySelectorAll('[id]')].map((part) => part.id);
    const over = solid.flatMap(laid);
    window.seenNow = { words, over };
    return {
        ...edges,
        looks: [...new Set(words.map(([told]) => told))],
        laid: [...new Set(over.map(([told]) => told))],
        shown: shown.length,
        fresh,
        scrolled,
        twice: ids.filter((id, at) => ids.indexOf(id) !== at),
        build: wanted === 'build' ? walk(document.documentElement) : '',
    };
}
