import { describe, expect, it } from "vitest";

import type { ClosingRound, CountMoment, HeadCount, HeadCounts, Id } from "../../contract";
import { at } from "../../../test/attendance";
import { roomsOf, signedPosts } from "./closing";
import { classCounts, countOf, differs, nextClass, nextMoment, withClass } from "./counts";
import { dropLine, itemsOf, linesOf, setLine } from "./handover";
import type { Edits } from "./handover";

const id = (text: string): Id => text as Id;

function count(time: string, moment: CountMoment, counted = 3, of = "c1", expected = 3): HeadCount {
  return {
    id: id(`${of} ${time}`),
    class_id: id(of),
    class_name: of,
    at: at(time),
    moment,
    counted,
    expected,
    note: "",
    by: "郭晓梅",
    entry: "live",
  };
}

describe("head counts", () => {
  it("propose the next move of a usual day", () => {
    expect(nextMoment([])).toBe("leave_room");
    expect(nextMoment([count("09:30", "leave_room"), count("09:40", "outdoors")])).toBe("back_inside");
    // Nobody counted on the way out: the day goes on from what was counted.
    expect(nextMoment([count("12:00", "before_nap")])).toBe("after_nap");
    // The second walk of the day is not the first again.
    const nap = [count("09:30", "leave_room"), count("12:00", "before_nap"), count("14:30", "after_nap")];
    expect(nextMoment(nap)).toBe("leave_room");
    expect(nextMoment([...nap, count("15:00", "leave_room"), count("15:30", "back_inside")])).toBe("before_pickup");
    expect(nextMoment([...nap, count("16:00", "before_pickup")])).toBe("other");
  });

  it("propose the same move once more where it did not agree, and go on when it does", () => {
    const wrong = [count("09:30", "leave_room"), count("09:40", "outdoors", 2)];
    expect(nextMoment(wrong)).toBe("outdoors");
    expect(nextMoment([...wrong, count("09:45", "outdoors")])).toBe("back_inside");
  });

  it("are read as people type them", () => {
    expect(["18", " 18 ", "１８", "0", "", "-1", "1.5", "十八"].map(countOf)).toEqual([
      18,
      18,
      18,
      0,
      null,
      null,
      null,
      null,
    ]);
  });

  it("stand by class, and one class's answer takes its place in the day", () => {
    const present = ["c1", "c2", "c3"].map((of) => ({ class_id: id(of), class_name: of, present: 3, observation: 0 }));
    const whole: HeadCounts = {
      counts: [count("09:30", "leave_room"), count("09:35", "leave_room", 3, "c2")],
      present,
    };
    const answer: HeadCounts = {
      counts: [count("09:30", "leave_room"), count("09:32", "outdoors", 2)],
      present: [{ class_id: id("c1"), class_name: "c1", present: 4, observation: 0 }],
    };
    const now = withClass(whole, answer, id("c1"));
    expect(now.counts.map((one) => one.id)).toEqual(["c1 09:30", "c1 09:32", "c2 09:35"]);
    const classes = classCounts(now);
    expect(classes.map((one) => [one.present, differs(one.last)])).toEqual([
      [4, true],
      [3, false],
      [3, false],
    ]);
    expect(nextClass(classes, id("c1"), "leave_room")).toBe("c3");
    expect(nextClass(classes, id("c3"), "leave_room")).toBe("c1");
    expect(nextClass(classes.slice(0, 1), id("c1"), "leave_room")).toBeNull();
  });
});

describe("what is handed over", () => {
  const edits = (): Edits => ({ changed: {}, dropped: [], added: [] });

  it("follows what is open, but what was written stays", () => {
    const mine = edits();
    const [cough] = linesOf(["甲：咳嗽", "乙 11:30 服药"], mine);
    if (cough) setLine(mine, cough, "甲：咳嗽，下午再测");
    mine.added.push("外套在阳台", " ");
    expect(itemsOf(linesOf(["甲：咳嗽", "乙 11:30 服药"], mine))).toEqual([
      "甲：咳嗽，下午再测",
      "乙 11:30 服药",
      "外套在阳台",
    ]);
    // The medicine was given meanwhile, and the core no longer lists either.
    expect(itemsOf(linesOf(["丙未到，原因待查"], mine))).toEqual([
      "丙未到，原因待查",
      "甲：咳嗽，下午再测",
      "外套在阳台",
    ]);
  });

  it("can be left out and put back; retyped as it was it is the program's again", () => {
    const mine = edits();
    const lines = linesOf(["甲", "乙"], mine);
    if (lines[0]) setLine(mine, lines[0], "甲！");
    if (lines[0]) setLine(mine, lines[0], "甲");
    expect(mine.changed).toEqual({});
    if (lines[1]) dropLine(mine, lines[1]);
    expect(itemsOf(linesOf(["甲", "乙"], mine))).toEqual(["甲"]);
    mine.dropped = [];
    expect(itemsOf(linesOf(["甲", "乙"], mine))).toEqual(["甲", "乙"]);
    mine.added.push("丙", "丁");
    const own = linesOf(["甲"], mine)[1];
    if (own) dropLine(mine, own);
    expect(mine.added).toEqual(["丁"]);
  });
});

describe("the sweep", () => {
  it("has the rooms of the last time first, none twice", () => {
    expect(roomsOf(["托小班", "寝室"], [" 走廊 ", "寝室", ""])).toEqual(["托小班", "寝室", "走廊"]);
  });

  it("is signed by post, the last one counts", () => {
    const round = (time: string, post: ClosingRound["post"]): ClosingRound => ({
      id: id(time),
      at: at(time),
      post,
      by: "刘卫东",
      rooms: ["托小班"],
      inside: 0,
      note: "",
      entry: "live",
    });
    const signed = signedPosts([round("17:50", "guard"), round("18:10", "guard"), round("18:00", "cook")]);
    expect(signed.map(({ post, round }) => [post, round?.id ?? null])).toEqual([
      ["carer", null],
      ["guard", "18:10"],
      ["director", null],
    ]);
  });
});
