/* Finds sentences among the words of the page, and marks one. The list was made when the
   page was built; here it is looked up again as text, so that links and bold inside a
   sentence do not matter, and nothing is ever heard that does not stand there. ES5. */
site.sentences = (function () {
  var UNSAID = /^(BUTTON|PRE|SCRIPT|SELECT|STYLE|TEMPLATE|svg)$/;
  var marks = [];

  /* The words in one string, white space collapsed, and which node each letter is in. */
  function words() {
    var flat = { text: "", nodes: [], offsets: [] };
    (function walk(node) {
      if (node.nodeType === 3) {
        for (var i = 0; i < node.data.length; i++) {
          var isSpace = /\s/.test(node.data[i]) && node.data[i] !== "\u00a0";
          if (isSpace && / $/.test(flat.last || " ")) continue;
          flat.last = isSpace ? " " : node.data[i];
          flat.text += flat.last;
          flat.nodes.push(node);
          flat.offsets.push(i);
        }
      } else if (node.nodeType === 1 && !UNSAID.test(node.nodeName) && !/\b(contents|page-sources|unseen|player|share)\b/.test(node.className)) {
        for (var child = node.firstChild; child; child = child.nextSibling) walk(child);
      }
    })(document.getElementById("main"));
    return flat;
  }

  /* For each sentence {start, end} in the words, or null where it does not stand. */
  function places(flat, sentences) {
    var from = 0;
    return sentences.map(function (sentence) {
      var text = sentence[0], start = flat.text.indexOf(text, from);
      if (start >= 0) from = start + text.length;
      else start = flat.text.indexOf(text); // moved: the reader's own browser comes first
      return start < 0 ? null : { start: start, end: start + text.length };
    });
  }

  function wrap(node, first, last) {
    var part = node.splitText(first), mark = document.createElement("span");
    part.splitText(last - first + 1);
    mark.className = "now";
    part.parentNode.replaceChild(mark, part);
    mark.appendChild(part);
    marks.push(mark);
  }

  /* Whether the words are under this point: a browser names the nearest ones too. */
  function covers(located, place, x, y) {
    var range = document.createRange(), last = place.end - 1;
    range.setStart(located.flat.nodes[place.start], located.flat.offsets[place.start]);
    range.setEnd(located.flat.nodes[last], located.flat.offsets[last] + 1);
    return [].some.call(range.getClientRects(), function (box) {
      return x > box.left - 8 && x < box.right + 8 && y > box.top - 8 && y < box.bottom + 8;
    });
  }

  return {
    /* How the sentences stand in the page now. Worked out anew each time: pages change. */
    find: function (sentences) {
      var flat = words();
      return { flat: flat, places: places(flat, sentences) };
    },
    /* Folded away or hidden: not read. */
    isSeen: function (located, index) {
      var place = located.places[index];
      var node = place && located.flat.nodes[place.start].parentNode;
      return !!node && node.getClientRects().length > 0 && !site.sentences.isFolded(located, index);
    },
    /* Behind a question that one can open. */
    isFolded: function (located, index) {
      var place = located.places[index];
      var node = place && located.flat.nodes[place.start].parentNode, before = null;
      for (; node && node.nodeType === 1; before = node, node = node.parentNode) {
        var isClosed = node.nodeName === "DETAILS" && !node.open;
        if (isClosed && (!before || before.nodeName !== "SUMMARY")) return true;
      }
      return false;
    },
    element: function (located, index) {
      var place = located.places[index];
      return place && located.flat.nodes[place.start].parentNode;
    },
    /* The sentence under a finger, or -1. */
    at: function (located, x, y) {
      var range = document.caretRangeFromPoint && document.caretRangeFromPoint(x, y);
      var spot = !range && document.caretPositionFromPoint && document.caretPositionFromPoint(x, y);
      var node = range ? range.startContainer : spot && spot.offsetNode;
      var offset = range ? range.startOffset : spot && spot.offset;
      for (var i = 0; i < located.places.length; i++) {
        var place = located.places[i];
        for (var at = place ? place.start : 0; place && at < place.end; at++) {
          if (located.flat.nodes[at] === node && located.flat.offsets[at] >= offset - 1) return covers(located, place, x, y) ? i : -1;
        }
      }
      return -1;
    },
    mark: function (sentences, indexes) {
      site.sentences.clear();
      var located = site.sentences.find(sentences), parts = [];
      indexes.forEach(function (index) {
        var place = located.places[index], last;
        for (var at = place ? place.start : 0; place && at < place.end; at++) {
          if (!last || last[0] !== located.flat.nodes[at]) parts.push(last = [located.flat.nodes[at], located.flat.offsets[at]]);
          last[2] = located.flat.offsets[at];
        }
      });
      parts.reverse().forEach(function (part) { // from the end: earlier offsets stay true
        if (/\S/.test(part[0].data.slice(part[1], part[2] + 1))) wrap(part[0], part[1], part[2]);
      });
      return marks[marks.length - 1]; // the first in the page
    },
    clear: function () {
      marks.splice(0).forEach(function (mark) {
        var parent = mark.parentNode;
        if (!parent) return;
        parent.replaceChild(mark.firstChild, mark);
        parent.normalize();
      });
    }
  };
})();
