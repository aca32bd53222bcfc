// What axe finds on the page as it was looked at last: of all of it, of one or two of what is repeated, or of some words.
async ([options, how, known]) => {
    if (!window.axe) return null;

    // Of what comes again and again among the parts of one part (rows, cards, points of a curve), built in the same way
    // with other words, two are left while axe looks. What it would say of the rest it says of them.
    const kinds = new Map();
    const numberOf = (told) => kinds.get(told) ?? kinds.set(told, kinds.size).get(told);
    const drawn = /^(x|y|x1|x2|y1|y2|dx|dy|d|cx|cy|r|rx|ry|points|transform|width|height|viewBox|textLength)$/;
    const says = /^(href|formaction|action|src|srcset|download|hx-.*|data-.*|name|value|title|placeholder|content|label|datetime|aria-value.*)$/;
    const refers = /^(for|headers|list|aria-(describedby|labelledby|controls|owns|details|activedescendant))$/;
    const tell = ({ name, value, ownerElement: part }) => {
        if (name === 'id' || (part.ownerSVGElement && drawn.test(name))) return '';
        if (refers.test(name)) return `${name}:${value.split(' ').every((id) => document.getElementById(id))}`;
        return says.test(name) ? `${name}:${value.trim() !== ''}` : `${name}=${value}`;
    };
    const told = new Map();
    const kindOf = (node) => {
        if (node.nodeType === 3) return node.data.trim() ? '.' : '';
        if (node.nodeType !== 1) return '';
        if (!told.has(node)) {
            const within = [...node.childNodes].map(kindOf).filter((kind, at, all) => kind !== '' && kind !== all[at - 1]);
            const attributes = [...node.attributes].map(tell).sort();
            told.set(node, numberOf([node.tagName, ...attributes, '>', ...within].join(' ')));
        }
        return told.get(node);
    };
    const taken = [];
    const thin = (part) => {
        const met = new Map();
        for (const child of [...part.children]) {
            const kind = kindOf(child), times = met.get(kind) ?? 0;
            met.set(kind, times + 1);
            if (times < 2) thin(child);
            else {
                const mark = document.createComment('');
                child.replaceWith(mark);
                taken.push([mark, child]);
            }
        }
    };

    // Of the words that look as none did that were read, and of those that touch what is laid over others as nothing was,
    // three of each kind.
    const touches = (one, other) =>
        one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
    const choose = () => {
        const over = seenNow.over.filter(([told]) => !known.includes(told)).map(([told, part]) => [told, part.getBoundingClientRect()]);
        const chosen = new Map();
        for (const [look, part] of seenNow.words) {
            const box = part.getBoundingClientRect();
            const under = [...new Set(over.filter(([, other]) => touches(box, other)).map(([told]) => told))];
            if (known.includes(look) && !under.length) continue;
            const key = [look, ...under].join('|');
            chosen.set(key, [...(chosen.get(key) ?? []), part]);
        }
        return [...chosen.values()].flatMap((parts) => parts.slice(0, 3));
    };

    if (how === 'words') {
        const include = choose();
        return include.length ? axe.run({ include }, options) : { violations: [] };
    }
    if (how === 'thin') thin(document.body);
    const found = await axe.run(options);
    for (const [mark, child] of taken) mark.replaceWith(child);
    return found;
}
