"use strict";
(() => {
  const sheet = document.querySelector("svg.sheet"), detail = document.getElementById("detail");
  const picks = [...sheet.querySelectorAll(".pick")], rest = [...sheet.querySelectorAll("[data-ends]")];
  const row = id => document.querySelector(`tr[data-box="${id}"]`);
  const make = (name, text) => Object.assign(document.createElement(name), {textContent: text || ""});
  const copy = (cell, name) => {
    const made = document.createElement(name);
    made.append(...[...cell.childNodes].map(node => node.cloneNode(true)));
    return made;
  };

  function tell(id) {
    const cells = row(id).cells, told = document.createElement("article");
    const who = make("p"), name = make("b", cells[0].firstChild.textContent);
    who.append(name, " ", cells[1].textContent, ": ", cells[2].textContent);
    told.append(who, copy(cells[4], "p"), copy(cells[6], "small"));
    return told;
  }

  function choose(id) {
    const chosen = picks.find(pick => pick.id === id);
    const near = chosen ? [id, ...chosen.dataset.with.split(" ").filter(Boolean)] : [];
    sheet.classList.toggle("focused", Boolean(chosen));
    for (const pick of picks) {
      pick.classList.toggle("on", near.includes(pick.id));
      pick.classList.toggle("chosen", pick.id === id);
      pick.setAttribute("aria-pressed", String(pick.id === id));
    }
    for (const part of rest) part.classList.toggle("on", part.dataset.ends.split(" ").includes(id));
    for (const old of document.querySelectorAll("tr.chosen")) old.classList.remove("chosen");
    const told = near.filter(row);
    for (const each of told) row(each).classList.add("chosen");
    detail.hidden = !chosen;
    if (!chosen) return;
    const close = make("button", "Close");
    close.className = "close";
    close.onclick = () => { choose(""); chosen.focus(); };
    const title = row(id) ? row(id).closest("table").caption.textContent : chosen.querySelector("title").textContent;
    detail.replaceChildren(close, make("h2", title), ...told.map(tell));
  }

  for (const pick of picks) {
    pick.onclick = event => { event.stopPropagation(); choose(pick.classList.contains("chosen") ? "" : pick.id); };
    pick.onkeydown = event => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick.onclick(event); }
    };
  }
  sheet.onclick = () => choose("");
  document.addEventListener("keydown", event => { if (event.key === "Escape") choose(""); });

  const PAGE = 50;
  function turnPages(table) {
    const rows = [...table.tBodies[0].rows], pager = make("div"), back = make("button", "Previous"), next = make("button", "Next");
    const where = make("span");
    let start = 0;
    const show = from => {
      start = from;
      rows.forEach((each, i) => { each.hidden = i < start || i >= start + PAGE; });
      where.textContent = `Rows ${start + 1} to ${Math.min(start + PAGE, rows.length)} of ${rows.length}`;
      back.disabled = start === 0;
      next.disabled = start + PAGE >= rows.length;
    };
    back.onclick = () => show(start - PAGE);
    next.onclick = () => show(start + PAGE);
    pager.className = "pager";
    where.setAttribute("aria-live", "polite");
    pager.append(back, next, where);
    table.after(pager);
    show(0);
  }
  for (const table of document.querySelectorAll("table")) if (table.tBodies[0].rows.length > PAGE) turnPages(table);

  document.querySelector(".how").hidden = picks.length === 0;
  choose(location.hash.slice(1));
  const asked = picks.find(pick => pick.id === location.hash.slice(1));
  if (asked) asked.scrollIntoView({block: "center"});
})();
